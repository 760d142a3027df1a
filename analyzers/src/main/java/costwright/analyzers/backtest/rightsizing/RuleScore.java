package costwright.analyzers.backtest.rightsizing;

/**
 * How a rule did over all cases of the same set.
 *
 * @param rule its name with its parameters
 * @param label its name for people
 * @param costSaved the share of the price of all machines that it saved, harmed or not
 * @param savedLow the 2.5 % bound of a bootstrap over machines
 * @param savedHigh the 97.5 % bound
 * @param capture the same as a share of what hindsight would have saved; above 1 when it cut too deep
 * @param harmed the share of cases that were harmed
 * @param harmedLow the 2.5 % bound of the same bootstrap
 * @param harmedHigh the 97.5 % bound; where no machine was harmed, the exact binomial bound for as many machines, because a
 *     bootstrap of nothing is sure of nothing
 * @param cpuHarmed harmed by CPU
 * @param memoryHarmed harmed by memory
 * @param violations the mean share of time with more demand than vCPUs
 * @param net savings of unharmed cases, less one present price for each harmed case, over hindsight's savings
 * @param netLow the 2.5 % bound of a bootstrap over machines
 * @param netHigh the 97.5 % bound
 * @param netAlike the same as net with every machine weighing alike: savings as a share of its own price
 * @param regret the mean pinball loss above that of hindsight, as a share of the present vCPUs
 * @param changed of machines with several origins, the share of consecutive origins at which the choice changed
 */
public record RuleScore(
        String rule,
        String label,
        boolean ours,
        int cases,
        int machines,
        double costSaved,
        double savedLow,
        double savedHigh,
        double capture,
        double harmed,
        double harmedLow,
        double harmedHigh,
        double cpuHarmed,
        double memoryHarmed,
        double violations,
        double net,
        double netLow,
        double netHigh,
        double netAlike,
        double regret,
        double changed) {}
