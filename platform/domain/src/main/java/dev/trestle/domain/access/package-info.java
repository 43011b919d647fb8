/** Who asks and what they may do: viewers, permissions and the visibility of records. */
@NullMarked
package dev.trestle.domain.access;

import org.jspecify.annotations.NullMarked;
