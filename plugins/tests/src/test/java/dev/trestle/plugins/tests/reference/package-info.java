/**
 * The clocks of tickets once more, counted second by second from the rules of the documentation
 * alone: slow, plain, and without a line of the engine's code, so that the two can be held against
 * each other on any number of random histories.
 */
@NullMarked
package dev.trestle.plugins.tests.reference;

import org.jspecify.annotations.NullMarked;
