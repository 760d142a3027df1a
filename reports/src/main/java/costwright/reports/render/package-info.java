/**
 * A page and its template become text.
 *
 * <p>The only place that knows FreeMarker: everything is escaped, no template can make an object, and a value that is
 * missing is a failure and never a gap on the page. Start reading at {@link costwright.reports.render.WeeklyReportHtml}.
 */
@NullMarked
package costwright.reports.render;

import org.jspecify.annotations.NullMarked;
