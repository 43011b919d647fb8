/** What a plugin finds around itself when it is called. */
@NullMarked
package dev.trestle.sdk.surroundings;

import org.jspecify.annotations.NullMarked;
