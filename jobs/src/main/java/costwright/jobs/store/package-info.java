/**
 * The store: one SQLite file, or a PostgreSQL database for a team. The only place with SQL against it.
 *
 * <p>Schema values come in and go out; one class per group of tables, each made from a
 * {@link costwright.jobs.store.Store}. No judgement, no file format and no clock here. The tables are SQL text in the
 * schema module ({@code db/migration}). Money, instants and ids are mapped by {@link costwright.jobs.store.Dialect} and
 * the arguments that {@link costwright.jobs.store.Store#jdbi()} registers. Start reading at
 * {@link costwright.jobs.store.Store}.
 */
@NullMarked
package costwright.jobs.store;

import org.jspecify.annotations.NullMarked;
