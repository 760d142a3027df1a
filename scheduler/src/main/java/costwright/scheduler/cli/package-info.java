/**
 * The commands, one class each. Arguments come in through picocli; a {@link costwright.scheduler.cli.Result} goes out
 * through the {@link costwright.scheduler.cli.Console}.
 *
 * <p>To add a command:
 *
 * <ol>
 *   <li>write a class {@code Spend implements Callable<Integer>} with picocli's {@code @Command(name, description,
 *       footer)}; the footer holds at least one example line that starts with two spaces and {@code costwright};
 *   <li>give it a constructor that takes the {@link costwright.scheduler.cli.Workspace}, which lends the settings, the
 *       store, the as-of instant and the console, each opened when first asked for;
 *   <li>let {@code call()} end with {@code return workspace.console().print(Result.of("spend/1", body).table(table));},
 *       or with 3 ({@link costwright.scheduler.cli.Costwright#INCOMPLETE}) when data is stale or incomplete;
 *   <li>add one line to the subcommands of {@link costwright.scheduler.cli.Costwright} or of its group.
 * </ol>
 *
 * <p>Refuse with {@link costwright.schema.CostwrightException}: its kind becomes the exit code. Nothing here may write
 * to {@code System.out} or {@code System.err}, compute money, or start Spring before {@code call()}. Start reading at
 * {@link costwright.scheduler.cli.Costwright}.
 */
@NullMarked
package costwright.scheduler.cli;

import org.jspecify.annotations.NullMarked;
