/** The words and rules of the desk: records, commands, decisions and snapshots, in pure Java. */
@NullMarked
package dev.trestle.domain;

import org.jspecify.annotations.NullMarked;
