package io.talus.adapters.replication.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.talus.adapters.replication.wire.generated.Peer;
import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.Answer;
import io.talus.application.peer.PeerMessage.Call;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Calls and answers as bytes. They are the same bytes that the generated classes write, and there
 * is one of each for every command that a node passes on: so they are written and read field by
 * field, without an envelope, a builder and a copy of the contents each time.
 */
final class CallMessages {
  private static final int CALL = Peer.Envelope.CALL_FIELD_NUMBER;
  private static final int ANSWER = Peer.Envelope.ANSWER_FIELD_NUMBER;
  private static final byte[] NOTHING = {};

  /** Fields of both. */
  private static final int ID = Peer.Call.ID_FIELD_NUMBER;

  private static final int CONTENT = Peer.Call.REQUEST_FIELD_NUMBER;
  private static final int LAST = Peer.Answer.LAST_FIELD_NUMBER;

  private static final int ID_TAG = tag(ID, WireFormat.WIRETYPE_VARINT);
  private static final int CONTENT_TAG = tag(CONTENT, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int LAST_TAG = tag(LAST, WireFormat.WIRETYPE_VARINT);
  private static final int CALL_TAG = tag(CALL, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int ANSWER_TAG = tag(ANSWER, WireFormat.WIRETYPE_LENGTH_DELIMITED);

  private CallMessages() {}

  private static int tag(int field, int type) {
    return field << 3 | type;
  }

  static byte[] encode(Call call) {
    return encode(CALL, call.id(), call.request(), false);
  }

  static byte[] encode(Answer answer) {
    return encode(ANSWER, answer.id(), answer.answer(), answer.last());
  }

  private static byte[] encode(int kind, long id, byte[] content, boolean last) {
    int size =
        CodedOutputStream.computeInt64Size(ID, id)
            + CodedOutputStream.computeByteArraySize(CONTENT, content)
            + (last ? CodedOutputStream.computeBoolSize(LAST, true) : 0);
    byte[] bytes =
        new byte
            [CodedOutputStream.computeTagSize(kind)
                + CodedOutputStream.computeUInt32SizeNoTag(size)
                + size];
    try {
      CodedOutputStream output = CodedOutputStream.newInstance(bytes);
      output.writeTag(kind, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      output.writeUInt32NoTag(size);
      output.writeInt64(ID, id);
      output.writeByteArray(CONTENT, content);
      if (last) {
        output.writeBool(LAST, true);
      }
      output.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new IllegalStateException("an array has no room for what was counted", impossible);
    }
    return bytes;
  }

  /**
   * The call or answer that the bytes hold; null if they hold another message, or do not look as
   * {@link #encode} has them, which the generated classes have to judge.
   */
  static @Nullable PeerMessage decode(byte[] bytes) throws IOException {
    if (bytes.length == 0 || (bytes[0] != CALL_TAG && bytes[0] != ANSWER_TAG)) {
      return null;
    }
    CodedInputStream input = CodedInputStream.newInstance(bytes);
    int kind = input.readTag();
    if (input.readRawVarint32() != bytes.length - input.getTotalBytesRead()) {
      return null;
    }
    long id = 0;
    byte[] content = NOTHING;
    boolean last = false;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      if (tag == ID_TAG) {
        id = input.readInt64();
      } else if (tag == CONTENT_TAG) {
        content = input.readByteArray();
      } else if (tag == LAST_TAG && kind == ANSWER_TAG) {
        last = input.readBool();
      } else {
        return null;
      }
    }
    return kind == CALL_TAG ? new Call(id, content) : new Answer(id, content, last);
  }
}
