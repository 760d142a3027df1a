/**
 * Typed settings from {@code costwright.yaml} and the environment, with all problems shown together.
 *
 * <p>A file and a map of environment variables come in, {@code Settings} go out. Nothing else may be read here. Start
 * reading at {@link costwright.scheduler.settings.SettingsFile}.
 */
@NullMarked
package costwright.scheduler.settings;

import org.jspecify.annotations.NullMarked;
