/** Tests of the access floor. */
@NullMarked
package dev.trestle.access;

import org.jspecify.annotations.NullMarked;
