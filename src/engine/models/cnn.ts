import { HumanError } from '../errors.ts';
import type { FeatureMatrix, Picture } from '../matrix.ts';
import { cnnFacts } from '../modelFacts.ts';
import { numberOf } from '../options.ts';
import { pictureRefusal } from '../suitability.ts';
import type { ModelKind } from '../types.ts';
import { layersFor } from './cnn/layers.ts';
import { pictureInput, pictureRows } from './cnn/pictures.ts';
import { fitNetworkModel, trainingBy } from './networkModel.ts';

/** A convolutional network for images, as in the IGradV paper; trained afresh each round. */
export const cnn: ModelKind = {
  ...cnnFacts,
  async fit(training, context) {
    const option = numberOf(cnnFacts.options, context.options);
    const picture = pictureOf(training.features);
    return fitNetworkModel(
      training,
      {
        layers: layersFor(picture, option('dropout')),
        input: [picture.channels, picture.height, picture.width],
        read: pictureRows(training.features, picture),
        ...trainingBy(option),
      },
      pictureInput(picture),
      context,
    );
  },
};

function pictureOf({ picture }: FeatureMatrix): Picture {
  if (picture !== undefined) return picture;
  throw new HumanError(pictureRefusal(cnnFacts, false)!);
}
