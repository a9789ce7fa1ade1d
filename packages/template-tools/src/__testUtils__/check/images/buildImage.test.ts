import { settingsOf } from './buildImage';

describe('settingsOf', () => {
  it('reads how an image is run', () => {
    const config = {
      User: '1000:1000',
      WorkingDir: '/srv',
      Env: ['PATH=/venv/bin:/bin', 'OPTIONS=a=b'],
      Cmd: ['uvicorn', 'app'],
      ExposedPorts: { '8000/tcp': {} },
      Healthcheck: { Test: ['CMD', 'python', '-c', 'ask'] },
    };
    expect(settingsOf({ Docker: { config } })).toEqual({
      command: ['uvicorn', 'app'],
      user: '1000:1000',
      folder: '/srv',
      port: 8000,
      env: { PATH: '/venv/bin:/bin', OPTIONS: 'a=b' },
      healthcheck: ['python', '-c', 'ask'],
    });
  });

  it('knows no port and no user of an image that says nothing', () => {
    const settings = settingsOf({ Docker: { config: {} } });
    expect(settings).toEqual(
      expect.objectContaining({
        user: '',
        folder: '/',
        port: NaN,
        command: [],
      }),
    );
  });
});
