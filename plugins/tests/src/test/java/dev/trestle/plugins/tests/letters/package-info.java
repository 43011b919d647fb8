/**
 * Letters of the e-mail channel on whole desks. They are handed to the test in place of a server.
 */
@NullMarked
package dev.trestle.plugins.tests.letters;

import org.jspecify.annotations.NullMarked;
