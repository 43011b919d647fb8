/** The first class that runs: it checks the Java version before any newer class is loaded. */
@NullMarked
package dev.trestle.launch;

import org.jspecify.annotations.NullMarked;
