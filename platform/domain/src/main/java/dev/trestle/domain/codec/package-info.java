/**
 * How records become bytes and come back.
 *
 * <p>A {@link dev.trestle.domain.codec.Document} is an ordered set of named fields. Its encoding
 * stands alone: it names its fields (the kernel's own names by a short code from {@link
 * dev.trestle.domain.codec.FieldNames}), so a reader that knows more, fewer or reordered fields
 * still understands it. {@link dev.trestle.domain.codec.RecordCodec} reads and writes Java records
 * in the same form without building a document, and carries fields it does not know.
 */
@NullMarked
package dev.trestle.domain.codec;

import org.jspecify.annotations.NullMarked;
