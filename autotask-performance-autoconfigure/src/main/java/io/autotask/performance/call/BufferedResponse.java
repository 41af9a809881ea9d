package io.autotask.performance.call;

import java.nio.ByteBuffer;
import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A whole answer of the API in memory. Immutable by agreement: whoever is handed
 * {@link #bytes()} does not write to it, and consumers of the application only ever see
 * {@link #readOnlyBody()}.
 *
 * @param status the status code
 * @param headers the headers as they came, read-only
 * @param cookies the cookies that it sets, read-only
 * @param body the body, as it is without the compression of its way here
 */
public record BufferedResponse(int status, HttpHeaders headers, MultiValueMap<String, ResponseCookie> cookies,
		Body body) {

	private static final MultiValueMap<String, ResponseCookie> NO_COOKIES = CollectionUtils
		.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());

	private static final List<String> OF_THE_EXCHANGE = List.of(HttpHeaders.SET_COOKIE, HttpHeaders.SET_COOKIE2,
			HttpHeaders.CONNECTION, "Keep-Alive", "Proxy-Connection", HttpHeaders.PROXY_AUTHENTICATE,
			"Proxy-Authentication-Info", HttpHeaders.PROXY_AUTHORIZATION, HttpHeaders.TE, HttpHeaders.TRAILER,
			HttpHeaders.TRANSFER_ENCODING, HttpHeaders.UPGRADE);

	public BufferedResponse {
		headers = HttpHeaders.readOnlyHttpHeaders(headers);
	}

	/**
	 * An answer that sets no cookies.
	 * @param status the status code
	 * @param headers the headers
	 * @param bytes the body
	 */
	public BufferedResponse(int status, HttpHeaders headers, byte[] bytes) {
		this(status, headers, NO_COOKIES, bytes);
	}

	/**
	 * An answer.
	 * @param status the status code
	 * @param headers the headers
	 * @param cookies the cookies that it sets
	 * @param bytes the body
	 */
	public BufferedResponse(int status, HttpHeaders headers, MultiValueMap<String, ResponseCookie> cookies,
			byte[] bytes) {
		this(status, headers, cookies, Body.plain(bytes));
	}

	/**
	 * The body.
	 * @return its bytes, not to be written to
	 */
	public byte[] bytes() {
		return this.body.bytes();
	}

	/**
	 * How long the body is.
	 * @return the number of its bytes
	 */
	public int length() {
		return this.body.length();
	}

	/**
	 * The same answer with its body compressed in memory, if that saves anything.
	 * @return a new response
	 */
	public BufferedResponse compressed() {
		return new BufferedResponse(this.status, this.headers, this.cookies, Body.compressed(bytes()));
	}

	/**
	 * The body for a consumer.
	 * @return a new view, which cannot be written to
	 */
	public ByteBuffer readOnlyBody() {
		return ByteBuffer.wrap(bytes()).asReadOnlyBuffer();
	}

	/**
	 * The same answer without what belongs to the exchange that brought it: cookies that
	 * were set for its caller, and headers of its connection (RFC 9110, 7.6.1).
	 * @return a response that may be handed to another caller
	 */
	public BufferedResponse withoutExchangeHeaders() {
		HttpHeaders kept = HttpHeaders.copyOf(this.headers);
		this.headers.getConnection().forEach(kept::remove);
		OF_THE_EXCHANGE.forEach(kept::remove);
		return new BufferedResponse(this.status, kept, NO_COOKIES, this.body);
	}

}
