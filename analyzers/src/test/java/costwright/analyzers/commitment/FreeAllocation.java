package costwright.analyzers.commitment;

import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The whole problem as one linear programme with an allocation that is free in every hour: an independent oracle. No
 * portfolio under a provider's cascade costs less than its optimum.
 */
final class FreeAllocation {
    private FreeAllocation() {}

    /** The optimum over all quantities, not only purchasable ones. */
    static double optimum(Demand demand, List<Offer> offers) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable[] bought = new Variable[offers.size()];
        for (int index = 0; index < bought.length; index++) {
            Offer offer = offers.get(index);
            bought[index] = model.addVariable("x" + index)
                    .lower(0)
                    .weight(offer.unitRate().multiply(BigDecimal.valueOf(demand.hours())));
        }
        List<Owned> owned =
                offers.stream().map(offer -> Owned.of(offer, BigDecimal.ZERO)).toList();
        List<Cascade.Step> steps = Cascade.steps(demand, owned);
        for (int hour = 0; hour < demand.hours(); hour++) {
            addHour(model, bought, demand, owned, steps, hour);
        }
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("The oracle found no optimum: " + result.getState());
        }
        return result.getValue();
    }

    private static void addHour(
            ExpressionsBasedModel model,
            Variable[] bought,
            Demand demand,
            List<Owned> owned,
            List<Cascade.Step> steps,
            int hour) {
        Expression[] rooms = new Expression[bought.length];
        for (int index = 0; index < bought.length; index++) {
            rooms[index] = model.addExpression("room" + hour + "-" + index).upper(0);
            rooms[index].set(bought[index], owned.get(index).unitCapacity().negate());
        }
        for (int line = 0; line < demand.lines().size(); line++) {
            if (demand.quantity(hour, line).signum() == 0) {
                continue;
            }
            Expression served =
                    model.addExpression("served" + hour + "-" + line).level(demand.quantity(hour, line));
            served.set(
                    model.addVariable("o" + hour + "-" + line)
                            .lower(0)
                            .weight(demand.lines().get(line).onDemandRate()),
                    1);
            for (Cascade.Step step : steps) {
                if (step.line() == line) {
                    Variable covered = model.addVariable("y" + hour + "-" + line + "-" + step.commitment())
                            .lower(0);
                    served.set(covered, 1);
                    rooms[step.commitment()].set(covered, step.consumption());
                }
            }
        }
    }
}
