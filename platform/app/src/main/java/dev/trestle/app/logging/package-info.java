/** What the process writes to its log: JSON lines for machines, short lines for people. */
@NullMarked
package dev.trestle.app.logging;

import org.jspecify.annotations.NullMarked;
