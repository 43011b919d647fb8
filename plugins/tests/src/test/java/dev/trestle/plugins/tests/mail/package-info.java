/** The e-mail channel on a whole desk, from the bytes of a message to what people read. */
@NullMarked
package dev.trestle.plugins.tests.mail;

import org.jspecify.annotations.NullMarked;
