/** The registry in a SQL database: SQLite, in a file of the workspace. */
@NullMarked
package symphony.registry.sql;

import org.jspecify.annotations.NullMarked;
