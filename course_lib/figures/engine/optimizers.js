/** What moves θ along its gradient, as in course_lib.optimizers. */

/** Gradient descent with momentum and L2, as in course_lib.SGD. */
export class SGD {
  /** @param {{ learningRate?: number, momentum?: number, weightDecay?: number }} [settings] */
  constructor({ learningRate = 0.1, momentum = 0, weightDecay = 0 } = {}) {
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    /** @type {Float64Array | null} */
    this.velocity = null;
  }

  /** Move θ. @param {Float64Array} theta @param {Float64Array} gradient */
  step(theta, gradient) {
    const { learningRate, momentum, weightDecay } = this;
    if (!momentum) {
      for (let i = 0; i < theta.length; i++) {
        theta[i] -= learningRate * (weightDecay ? gradient[i] + weightDecay * theta[i] : gradient[i]);
      }
      return;
    }
    const v = (this.velocity ??= new Float64Array(theta.length));
    for (let i = 0; i < theta.length; i++) {
      const g = weightDecay ? gradient[i] + weightDecay * theta[i] : gradient[i];
      v[i] = v[i] * momentum - learningRate * g;
      theta[i] += v[i];
    }
  }
}

/** Adam (Kingma and Ba, 2015), as in course_lib.Adam. */
export class Adam {
  /** @param {{ learningRate?: number, beta1?: number, beta2?: number, epsilon?: number, weightDecay?: number }} [settings] */
  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = {}) {
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.t = 0;
    /** @type {Float64Array | null} */
    this.mean = null;
    /** @type {Float64Array | null} */
    this.square = null;
  }

  /** Move θ. @param {Float64Array} theta @param {Float64Array} gradient */
  step(theta, gradient) {
    const { learningRate, beta1, beta2, epsilon, weightDecay } = this;
    const m = (this.mean ??= new Float64Array(theta.length));
    const s = (this.square ??= new Float64Array(theta.length));
    this.t += 1;
    const forMean = 1 - beta1 ** this.t;
    const forSquare = 1 - beta2 ** this.t;
    for (let i = 0; i < theta.length; i++) {
      const g = weightDecay ? gradient[i] + weightDecay * theta[i] : gradient[i];
      m[i] += (1 - beta1) * (g - m[i]);
      s[i] += (1 - beta2) * (g * g - s[i]);
      theta[i] -= (learningRate * (m[i] / forMean)) / (Math.sqrt(s[i] / forSquare) + epsilon);
    }
  }
}
