/**
 * Writes messages: from a {@link dev.trestle.plugins.email.write.Letter} to the bytes of RFC 5322
 * and MIME, as a stream, the same bytes each time.
 */
@NullMarked
package dev.trestle.plugins.email.write;

import org.jspecify.annotations.NullMarked;
