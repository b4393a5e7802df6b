/**
 * What finished sessions found, for other programs: read from the published summaries, one vine after the other, and
 * written in the formats of spreadsheets and maps.
 */
@NullMarked
package symphony.app.results;

import org.jspecify.annotations.NullMarked;
