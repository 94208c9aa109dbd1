import { chargeForTrigger } from '../charges/charge-for-trigger.js';
import { type Family, route } from '../http/family.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { closeReview, openReview } from './review.js';

const PATH = '/v1/reviews';

export const reviews: Family = {
  routes: [
    retrieveRoute(PATH, 'reviews', 'review'),
    listRoute(PATH, 'reviews', 'ReviewListParams', () => (review) => review.open),
    route({
      method: 'POST',
      path: `${PATH}/:id/approve`,
      handle: (op, { path }) => closeReview(op, found(op, 'reviews', path.id, 'review').id, 'approved'),
    }),
  ],
  consequences: [
    (op, charge, { risk }) => {
      const standing = op.must('charges', charge.id);
      if (risk === 'elevated' && standing.review === null) openReview(op, standing, 'rule');
    },
  ],
  triggers: {
    review: (op, { object }) => {
      const charge = chargeForTrigger(
        op,
        object,
        (each) => each.status === 'succeeded' && each.review === null,
      );
      return openReview(op, charge, 'manual');
    },
    review_closed: (op, { object }) => {
      const open = [...op.newestFirst('reviews')].find((review) => review.open);
      return closeReview(op, found(op, 'reviews', object ?? open?.id, 'review', 'object').id, 'approved');
    },
  },
  expansions: { review: { charge: ['charges'], payment_intent: ['payment_intents'] } },
};
