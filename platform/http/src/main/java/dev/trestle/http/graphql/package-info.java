/** GraphQL over HTTP: requests and answers as the specification of that name wants them. */
@NullMarked
package dev.trestle.http.graphql;

import org.jspecify.annotations.NullMarked;
