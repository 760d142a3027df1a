package costwright.scheduler.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command answers: a body for {@code --output json} and blocks for people; {@code --output csv} prints the first
 * table.
 *
 * @param schema name and version of the JSON form, such as {@code spend/1}
 * @param body a record or a map; its fields follow the schema in the JSON object, in snake_case and in their order
 * @param blocks tables and texts in the order in which a person reads them
 */
public record Result(String schema, Object body, List<Block> blocks) {
    public Result {
        blocks = List.copyOf(blocks);
        if (!schema.matches("[a-z][a-z-]*/[1-9][0-9]*")) {
            throw new IllegalArgumentException("The schema \"" + schema + "\" must look like name/1.");
        }
    }

    public static Result of(String schema, Object body) {
        return new Result(schema, body, List.of());
    }

    /** The same with a table after the blocks so far. */
    public Result table(Table table) {
        return with(new Block.Rows(table));
    }

    /** The same with lines of text after the blocks so far. */
    public Result text(String lines) {
        return with(new Block.Text(lines));
    }

    Optional<Table> firstTable() {
        return blocks.stream()
                .filter(Block.Rows.class::isInstance)
                .map(block -> ((Block.Rows) block).table())
                .findFirst();
    }

    private Result with(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new Result(schema, body, more);
    }

    /** A part of what a person reads. */
    public sealed interface Block {
        record Rows(Table table) implements Block {}

        record Text(String lines) implements Block {}
    }
}
