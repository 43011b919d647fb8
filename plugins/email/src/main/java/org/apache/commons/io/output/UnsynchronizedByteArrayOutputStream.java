package org.apache.commons.io.output;

import java.io.ByteArrayOutputStream;

/**
 * Stands in the place of the class of this name that mime4j keeps the beginnings of messages in, so
 * that the plugin's jar need not hold all of commons-io for it.
 */
public class UnsynchronizedByteArrayOutputStream extends ByteArrayOutputStream {}
