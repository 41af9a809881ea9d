package io.autotask.performance.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.autotask.performance.call.BufferedResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * An answer as instances hand it to each other: what it cost to ask, status, headers and
 * body, compressed (RFC 1952). What comes in is read as if it were hostile: nothing is
 * allocated that is larger than an answer may be.
 *
 * @param response the answer
 * @param cost how long it took to ask, in nanoseconds
 */
record SharedAnswer(BufferedResponse response, long cost) {

	/** More than the headers of any answer that is kept. */
	private static final int LARGEST_HEAD = 64 * 1024;

	byte[] write() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
			out.writeLong(this.cost);
			out.writeShort(this.response.status());
			for (String name : this.response.headers().headerNames()) {
				for (String value : this.response.headers().getOrEmpty(name)) {
					out.writeUTF(name);
					out.writeUTF(value);
				}
			}
			out.writeUTF("");
			out.write(this.response.bytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Nothing can be written into memory", ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Reads one.
	 * @param largestBody the most that a body may have, in bytes
	 * @return the answer, or null when these bytes are none
	 */
	static @Nullable SharedAnswer read(byte[] bytes, long largestBody) {
		try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
			long cost = in.readLong();
			int status = in.readShort();
			HttpHeaders headers = new HttpHeaders();
			int head = 0;
			for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
				String value = in.readUTF();
				head += name.length() + value.length();
				if (head > LARGEST_HEAD) {
					return null;
				}
				headers.add(name, value);
			}
			int most = (int) Math.min(Integer.MAX_VALUE - 16, largestBody);
			byte[] body = in.readNBytes(most + 1);
			return (body.length <= most) ? new SharedAnswer(new BufferedResponse(status, headers, body), cost) : null;
		}
		catch (IOException ex) {
			// That is the answer: these bytes are none.
			return null;
		}
	}

}
