/** A plugin whose own classes are its own business. */
@NullMarked
package broken.fence.plugins.right;

import org.jspecify.annotations.NullMarked;
