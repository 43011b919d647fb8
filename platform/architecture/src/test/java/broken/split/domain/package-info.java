/** Breaks, when taken apart, the rule of one module per package. */
@NullMarked
package broken.split.domain;

import org.jspecify.annotations.NullMarked;
