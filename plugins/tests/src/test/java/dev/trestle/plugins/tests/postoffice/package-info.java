/** Runs the desk between Dovecot and Postfix, as its users do, and counts at both ends. */
@NullMarked
package dev.trestle.plugins.tests.postoffice;

import org.jspecify.annotations.NullMarked;
