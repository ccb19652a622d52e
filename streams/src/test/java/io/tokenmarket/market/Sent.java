package io.tokenmarket.market;

import org.apache.avro.specific.SpecificRecord;

/**
 * A command on its way.
 *
 * @param signature its header, or null
 */
record Sent(SpecificRecord command, String signature) {}
