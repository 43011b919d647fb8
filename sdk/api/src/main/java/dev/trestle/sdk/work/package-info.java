/** Work that goes on by itself for as long as a plugin runs. */
@NullMarked
package dev.trestle.sdk.work;

import org.jspecify.annotations.NullMarked;
