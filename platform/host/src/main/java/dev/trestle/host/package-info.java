/**
 * The host of plugins: admits their jars, plans which can run together, loads them behind class
 * loaders of their own, asks each once for what it contributes, and lets go of all of it again.
 */
@NullMarked
package dev.trestle.host;

import org.jspecify.annotations.NullMarked;
