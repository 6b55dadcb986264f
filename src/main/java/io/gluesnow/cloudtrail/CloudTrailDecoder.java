package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The bytes of one Kinesis record into what they mean. Whatever the bytes are, the answer is a
 * value that accounts for all of them: no exception leaves this class. Not for use by two threads
 * at once.
 */
public final class CloudTrailDecoder {
  /** Begins the reason where this class was wrong, not the bytes; the tests look for it. */
  static final String OUR_FAULT = "the decoder failed on it";

  private final EnvelopeReader envelopes = new EnvelopeReader();
  private final CloudTrailEventParser trailRecords = new CloudTrailEventParser();
  private final StateChangeParser stateChanges = new StateChangeParser();
  private final ControlEventParser controls = new ControlEventParser();

  /**
   * @param bytes taken over: parts of them may live on in {@link Decoded#unreadable()}
   */
  public Decoded decode(byte[] bytes) {
    Decoded.Builder out = Decoded.builder();
    try {
      envelopes.read(bytes, new Items(out));
    } catch (RuntimeException | StackOverflowError e) {
      // What was found before it stands; the rest is in the dead letter and can be sent in again.
      out.unreadable(OUR_FAULT + ": " + e.getClass().getSimpleName(), Piece.whole(bytes));
    }
    return out.build();
  }

  private final class Items implements EnvelopeReader.Found {
    private final Decoded.Builder out;

    private Items(Decoded.Builder out) {
      this.out = out;
    }

    @Override
    public void cloudTrail(JsonNode trailRecord, Piece piece) {
      trailRecords.parse(trailRecord, piece, out);
    }

    @Override
    public void stateChange(JsonNode envelope, Piece piece) {
      stateChanges.parse(envelope, piece, out);
    }

    @Override
    public void control(JsonNode envelope, Piece piece) {
      controls.parse(envelope, piece, out);
    }

    @Override
    public void irrelevant() {
      out.irrelevant();
    }

    @Override
    public void unreadable(String reason, Piece piece) {
      out.unreadable(reason, piece);
    }
  }
}
