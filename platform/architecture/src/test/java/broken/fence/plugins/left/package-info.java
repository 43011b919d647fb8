/** Breaks the rule that plugins keep to themselves. */
@NullMarked
package broken.fence.plugins.left;

import org.jspecify.annotations.NullMarked;
