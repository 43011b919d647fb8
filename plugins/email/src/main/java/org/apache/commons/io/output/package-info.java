/** What mime4j asks of commons-io, so that the plugin's jar need not hold all of it. */
@NullMarked
package org.apache.commons.io.output;

import org.jspecify.annotations.NullMarked;
