/** What a plugin publishes for others. */
@NullMarked
package broken.fence.plugins.right.api;

import org.jspecify.annotations.NullMarked;
