/** Kinesis streams in memory, served in both forms of Kinesis's protocol: JSON and CBOR. */
package io.gluesnow.standin.kinesis;
