package dev.animals.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;

import org.springframework.web.util.UriComponentsBuilder;

import dev.animals.http.Service;

/**
 * A request and its response, as the validator of the contract needs them.
 *
 * @param request the request
 * @param response the response
 */
record Exchange(Request request, HttpResponse<byte[]> response) {

	/**
	 * Combines a response with the body of its request, which the response does not
	 * contain.
	 * @param sent the body of the request; empty if it had none
	 * @param response the response
	 * @return the exchange
	 */
	static Exchange of(byte[] sent, HttpResponse<byte[]> response) {
		HttpRequest request = response.request();
		SimpleRequest.Builder builder = new SimpleRequest.Builder(request.method(), request.uri().getPath());
		UriComponentsBuilder.fromUri(request.uri()).build().getQueryParams().forEach(builder::withQueryParam);
		request.headers().map().forEach(builder::withHeader);
		return new Exchange(((sent.length > 0) ? builder.withBody(sent) : builder).build(), response);
	}

	int status() {
		return this.response.statusCode();
	}

	String header(String name) {
		return Service.header(this.response, name);
	}

	byte[] body() {
		return this.response.body();
	}

	Response validatable() {
		SimpleResponse.Builder builder = SimpleResponse.Builder.status(status());
		this.response.headers().map().forEach(builder::withHeader);
		return ((body().length > 0) ? builder.withBody(body()) : builder).build();
	}

}
