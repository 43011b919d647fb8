/** Breaks the rule that floors never look up. */
@NullMarked
package broken.lookup.domain;

import org.jspecify.annotations.NullMarked;
