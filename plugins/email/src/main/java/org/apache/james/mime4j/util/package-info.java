/**
 * What stands in the place of a class of mime4j that the desk admits no plugin with
 * (docs/adr/0012).
 */
@NullMarked
package org.apache.james.mime4j.util;

import org.jspecify.annotations.NullMarked;
