/** What commons-net asks of commons-io, so that the plugin's jar need not hold all of it. */
@NullMarked
package org.apache.commons.io;

import org.jspecify.annotations.NullMarked;
