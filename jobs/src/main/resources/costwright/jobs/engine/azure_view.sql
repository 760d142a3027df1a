-- Which view an export of cost details holds. In the amortized view covered usage has a cost and unused commitments have rows;
-- in the actual view covered usage is free and commitments are bought.
SELECT
  CASE
    WHEN bool_or(ChargeType IN ('UnusedReservation', 'UnusedSavingsPlan')
      OR (ChargeType = 'Usage' AND PricingModel IN ('Reservation', 'SavingsPlan') AND CostInBillingCurrency <> 0)) THEN 'AMORTIZED'
    WHEN bool_or(PricingModel IN ('Reservation', 'SavingsPlan')
      AND (ChargeType IN ('Purchase', 'Refund') OR (ChargeType = 'Usage' AND CostInBillingCurrency = 0))) THEN 'ACTUAL'
    ELSE 'EITHER'
  END AS cost_view
FROM source
