package dev.animals.model;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Begins to load the model as soon as its settings are known, before there is any bean.
 */
class ModelLoadingInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		ModelSettings settings = Binder.get(context.getEnvironment())
			.bindOrCreate("animals.model", ModelSettings.class);
		ModelLoading loading = new ModelLoading(settings);
		context.getDefaultListableBeanFactory().registerSingleton("animalModel", loading);
		// The first to be registered is the last to be closed, after all that predict.
		context.getDefaultListableBeanFactory().registerDisposableBean("animalModel", loading::close);
	}

}
