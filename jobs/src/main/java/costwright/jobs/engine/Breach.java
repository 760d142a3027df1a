package costwright.jobs.engine;

/**
 * How many rows break a rule that does not stand in the way of summing them.
 *
 * @param rule the name of the rule
 * @param requirement what is asked, in a sentence
 * @param rows how many break it
 * @param sample one of them
 */
public record Breach(String rule, String requirement, long rows, String sample) {}
