/** Breaks the rule that deciding is pure: a plugin decides by the disk. */
@NullMarked
package broken.hasty.plugins.hasty;

import org.jspecify.annotations.NullMarked;
