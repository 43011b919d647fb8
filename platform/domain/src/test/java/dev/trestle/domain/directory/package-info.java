/** Tests of decisions on people, places and set-up. */
@NullMarked
package dev.trestle.domain.directory;

import org.jspecify.annotations.NullMarked;
