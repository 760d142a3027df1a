package costwright.scheduler.cli;

import java.util.Locale;

/** Enum constants as words. */
final class Words {
    private Words() {}

    /** {@code SAVINGS_PLAN} as {@code savings plan}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
