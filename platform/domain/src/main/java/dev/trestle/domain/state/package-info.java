/**
 * The desk's state at one moment: tables of immutable records with their indexes, shared freely
 * between threads. A change makes a new state that shares almost everything with the old one.
 */
@NullMarked
package dev.trestle.domain.state;

import org.jspecify.annotations.NullMarked;
