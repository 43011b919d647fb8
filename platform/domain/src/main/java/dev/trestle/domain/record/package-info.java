/** The records a desk is made of: immutable, versioned, stored by named fields. */
@NullMarked
package dev.trestle.domain.record;

import org.jspecify.annotations.NullMarked;
