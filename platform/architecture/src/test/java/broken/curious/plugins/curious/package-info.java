/** Breaks the rule that floors never look up: a plugin names the kernel. */
@NullMarked
package broken.curious.plugins.curious;

import org.jspecify.annotations.NullMarked;
