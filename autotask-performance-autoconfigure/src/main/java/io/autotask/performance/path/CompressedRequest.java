package io.autotask.performance.path;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Asks for a compressed answer, and compresses a body. Nothing else of a request is
 * changed, and nothing that its caller has said about it.
 */
final class CompressedRequest {

	private static final String GZIP = "gzip";

	private CompressedRequest() {
	}

	/**
	 * The request as it is sent.
	 * @param body its body, as far as it was captured
	 */
	static ClientRequest of(ClientRequest request, RequestBody body, CompressionSettings settings) {
		boolean asks = asks(request, settings);
		RequestBody.Whole smaller = settings.requests() ? compressed(request, body, settings.threshold()) : null;
		if (!asks && smaller == null) {
			return request;
		}
		ClientRequest.Builder changed = ClientRequest.from(request);
		if (asks) {
			changed.headers((headers) -> headers.set(HttpHeaders.ACCEPT_ENCODING, GZIP));
		}
		if (smaller != null) {
			changed.headers((headers) -> headers.set(HttpHeaders.CONTENT_ENCODING, GZIP))
				.body((output, context) -> smaller.sendTo(output));
		}
		return changed.build();
	}

	/**
	 * Whether it was we who asked for a compressed answer, so that we have to read it.
	 */
	static boolean asks(ClientRequest request, CompressionSettings settings) {
		return settings.answers() && !request.headers().containsHeader(HttpHeaders.ACCEPT_ENCODING);
	}

	private static RequestBody.@Nullable Whole compressed(ClientRequest request, RequestBody body, int threshold) {
		if (!(body instanceof RequestBody.Whole whole) || whole.bytes().length < Math.max(1, threshold)
				|| request.headers().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
			return null;
		}
		byte[] bytes = gzip(whole.bytes());
		return (bytes.length < whole.bytes().length) ? new RequestBody.Whole(bytes) : null;
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Memory does not fail to be written", ex);
		}
		return compressed.toByteArray();
	}

}
