/** The e-mail channel on whole desks. What they send is handed to the test in place of a server. */
@NullMarked
package dev.trestle.plugins.tests.mail;

import org.jspecify.annotations.NullMarked;
