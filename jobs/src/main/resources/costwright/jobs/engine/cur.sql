-- AWS Cost and Usage Report, legacy and 2.0, in FOCUS terms. The amortized cost follows the summary view of the AWS Cloud
-- Intelligence Dashboards: covered usage carries what it used of its commitment, fees carry what nobody used.
-- A fee row with an unused part becomes two charges: the purchase, and the unused commitment.
SELECT
  bill_payer_account_id AS billing_account,
  upper(line_item_currency_code) AS currency,
  bill_billing_period_start_date AS billing_period_start,
  line_item_usage_start_date AS charge_start,
  line_item_usage_end_date AS charge_end,
  'AWS' AS provider,
  line_item_usage_account_id AS sub_account,
  coalesce(product_product_name, json_text(product, '$.product_name'), product_servicename, line_item_product_code) AS service,
  product_region_code AS region,
  CASE WHEN is_fee THEN commitment ELSE line_item_resource_id END AS resource,
  coalesce(product_sku, pricing_rate_code, line_item_usage_type) AS sku,
  CASE
    WHEN part = 'unused' THEN 'Usage'
    WHEN kind = 'Tax' THEN 'Tax'
    WHEN kind = 'Credit' THEN 'Credit'
    WHEN kind IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage') THEN 'Usage'
    WHEN kind = 'Refund' AND commitment IS NULL THEN 'Usage'
    WHEN is_discount THEN 'Usage'
    WHEN kind IN ('Fee', 'RIFee', 'SavingsPlanRecurringFee', 'SavingsPlanUpfrontFee', 'Refund') THEN 'Purchase'
    ELSE 'Adjustment'
  END AS category,
  commitment,
  CASE
    WHEN part = 'unused' THEN 'Unused'
    WHEN kind IN ('DiscountedUsage', 'SavingsPlanCoveredUsage') THEN 'Used'
  END AS commitment_status,
  CASE
    WHEN kind IN ('DiscountedUsage', 'SavingsPlanCoveredUsage') THEN 'Committed'
    WHEN pricing_term = 'Spot' OR line_item_usage_type LIKE '%SpotUsage%' THEN 'Dynamic'
    ELSE 'Standard'
  END AS pricing_category,
  -- What the invoice says: covered usage costs nothing, because the negations that cancel it are set aside.
  CASE WHEN part = 'unused' OR kind = 'SavingsPlanCoveredUsage' THEN 0 ELSE cost END AS billed,
  CASE
    WHEN part = 'unused' THEN unused
    WHEN kind = 'SavingsPlanCoveredUsage' THEN coalesce(savings_plan_net_savings_plan_effective_cost, savings_plan_savings_plan_effective_cost)
    WHEN kind = 'DiscountedUsage' THEN coalesce(reservation_net_effective_cost, reservation_effective_cost)
    WHEN is_fee OR (kind = 'Refund' AND savings_plan_savings_plan_a_r_n IS NOT NULL) THEN 0
    ELSE cost
  END AS effective,
  CASE
    WHEN part = 'unused' THEN 0
    WHEN kind = 'DiscountedUsage' THEN pricing_public_on_demand_cost
    ELSE line_item_unblended_cost
  END AS contracted,
  CASE WHEN part = 'unused' THEN 0 ELSE pricing_public_on_demand_cost END AS list,
  CASE WHEN part = 'charge' AND NOT is_fee THEN line_item_usage_amount END AS quantity,
  hour_line_item_usage_amount AS hour_quantity,
  pricing_unit AS unit,
  CASE WHEN contains(resource_tags, '"user') THEN regexp_replace(resource_tags, '"user[_:]([^"]*)" *:', '"\1":', 'g') ELSE resource_tags END AS tags,
  part = 'charge'
    AND kind IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage')
    AND coalesce(pricing_term, '') <> 'Spot'
    AND regexp_matches(line_item_usage_type, '(BoxUsage|HeavyUsage|DedicatedUsage|InstanceUsage|NodeUsage|Multi-AZUsage)') AS is_machine_hours,
  line_item_usage_type AS meter,
  CAST(json_object(
    'InstanceType', coalesce(product_instance_type, json_text(product, '$.instance_type')),
    'OperatingSystem', coalesce(product_operating_system, json_text(product, '$.operating_system')),
    'Tenancy', coalesce(product_tenancy, json_text(product, '$.tenancy'))) AS VARCHAR) AS sku_details,
  CAST(NULL AS VARCHAR) AS resource_type,
  line_item_line_item_description AS description,
  CASE
    WHEN kind = 'SavingsPlanNegation' THEN 'savings plan negation: cancels covered usage, which is billed at 0'
    WHEN line_item_operation IN ('EKSPod-EC2', 'ECSTask-EC2') OR split_line_item_parent_resource_id IS NOT NULL
      THEN 'split cost allocation: shares out a cost that is already there'
  END AS set_aside,
  CASE WHEN part = 'charge' THEN 1 ELSE 0 END AS file_rows,
  CASE WHEN part = 'charge' THEN cost END AS stated_billed,
  CAST(NULL AS DECIMAL(38, 18)) AS stated_effective,
  CAST(NULL AS INTEGER) AS violations,
  CAST(NULL AS VARCHAR) AS service_category,
  CAST(NULL AS VARCHAR) AS sku_price,
  source_file AS file,
  unreadable
FROM (
  SELECT
    *,
    unnest(CASE WHEN unused > 0 THEN ['charge', 'unused'] ELSE ['charge'] END) AS part
  FROM (
    SELECT
      *,
      line_item_line_item_type AS kind,
      coalesce(savings_plan_savings_plan_a_r_n, reservation_reservation_a_r_n) AS commitment,
      line_item_line_item_type LIKE '%Discount' AS is_discount,
      -- With negotiated discounts there are net costs; rows of the discounts themselves are in them already.
      CASE
        WHEN NOT has_line_item_net_unblended_cost THEN line_item_unblended_cost
        WHEN line_item_line_item_type LIKE '%Discount' THEN coalesce(line_item_net_unblended_cost, 0)
        ELSE coalesce(line_item_net_unblended_cost, line_item_unblended_cost)
      END AS cost,
      line_item_line_item_type IN ('RIFee', 'SavingsPlanRecurringFee', 'SavingsPlanUpfrontFee')
        OR (line_item_line_item_type = 'Fee' AND reservation_reservation_a_r_n IS NOT NULL) AS is_fee,
      CASE
        WHEN line_item_line_item_type = 'SavingsPlanRecurringFee'
          THEN savings_plan_total_commitment_to_date - savings_plan_used_commitment
        WHEN line_item_line_item_type = 'RIFee'
          THEN coalesce(reservation_net_unused_amortized_upfront_fee_for_billing_period, reservation_unused_amortized_upfront_fee_for_billing_period, 0)
            + coalesce(reservation_net_unused_recurring_fee, reservation_unused_recurring_fee, 0)
      END AS unused
    FROM source
  )
)
